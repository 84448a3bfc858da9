"""People are put in order by a text of their own: the given name first, by the Vietnamese alphabet."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from liem.record.names import sort_name


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """All versions, former ones too. The column stands in no digest, so the ledger is not touched."""
    model = apps.get_model("record", "PersonDetails")
    names = list(model.objects.values_list("name", "pk"))
    table = editor.quote_name(model._meta.db_table)
    with editor.connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET sort_name = %s WHERE id = %s",  # noqa: S608 - our own names
            [(sort_name(name), key) for name, key in names],
        )


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0006_indexes_of_current_versions"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="persondetails", name="details_by_name"),
        migrations.RemoveIndex(model_name="persondetails", name="details_by_birth"),
        migrations.AddField(
            model_name="persondetails",
            name="sort_name",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="persondetails",
            index=models.Index(
                condition=models.Q(("known_to__isnull", True)),
                fields=["sort_name", "name", "person", "search_name"],
                name="details_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="persondetails",
            index=models.Index(
                condition=models.Q(("known_to__isnull", True)),
                fields=["born_on", "sort_name", "person"],
                name="details_by_birth",
            ),
        ),
    ]
