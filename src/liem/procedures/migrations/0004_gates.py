import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0003_cases"), ("record", "0008_indexes_of_powers_and_spans")]

    operations = [
        migrations.AlterField(
            model_name="statement", name="subject", field=models.CharField(db_index=True, max_length=80)
        ),
        migrations.CreateModel(
            name="NameCount",
            fields=[
                ("key", models.CharField(max_length=130, primary_key=True, serialize=False)),
                ("case_person", models.CharField(db_index=True, max_length=64)),
                ("votes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("high", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("confidence", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("low", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="name_counts",
                        to="procedures.casemeeting",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.person"
                    ),
                ),
            ],
        ),
    ]
