from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0007_sort_names"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="poststate",
            index=models.Index(fields=["field", "post"], name="post_by_field"),
        ),
        migrations.AddIndex(
            model_name="poststate",
            index=models.Index(
                condition=models.Q(("known_to__isnull", True)),
                fields=["body", "role", "managed_by", "proposed_by", "decided_by", "valid_from", "valid_to"],
                name="post_by_body",
            ),
        ),
        migrations.AddIndex(
            model_name="tenure",
            index=models.Index(
                condition=models.Q(("known_to__isnull", True)),
                fields=["valid_from", "valid_to", "post", "person"],
                name="tenure_by_start",
            ),
        ),
        migrations.AddIndex(
            model_name="tenure",
            index=models.Index(
                condition=models.Q(("known_to__isnull", True)),
                fields=["valid_to", "valid_from", "post", "person"],
                name="tenure_by_end",
            ),
        ),
        migrations.AddIndex(
            model_name="poststate",
            index=models.Index(
                condition=models.Q(("known_to__isnull", False)), fields=["known_to"], name="post_superseded"
            ),
        ),
        migrations.AddIndex(
            model_name="tenure",
            index=models.Index(
                condition=models.Q(("known_to__isnull", False)), fields=["known_to"], name="tenure_superseded"
            ),
        ),
        migrations.AddIndex(
            model_name="persondetails",
            index=models.Index(
                condition=models.Q(("known_to__isnull", False)), fields=["known_to"], name="details_superseded"
            ),
        ),
    ]
