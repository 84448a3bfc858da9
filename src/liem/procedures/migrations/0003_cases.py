from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0002_cases")]

    operations = [
        migrations.AlterField(
            model_name="candidacy",
            name="kind",
            field=models.CharField(
                choices=[
                    ("appointment", "appointment"),
                    ("reappointment", "reappointment"),
                    ("nomination", "nomination"),
                    ("succession", "succession planning"),
                    ("training", "training"),
                    ("ending", "end of office"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
    ]
