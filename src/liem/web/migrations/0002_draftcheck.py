from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="DraftCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("username", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["username", "at"], name="draftcheck_username")]},
        ),
    ]
