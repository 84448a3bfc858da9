from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0003_findings_in_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="audit",
            name="rules",
            field=models.JSONField(null=True),
        ),
    ]
