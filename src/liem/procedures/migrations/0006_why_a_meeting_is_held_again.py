from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0005_meetings")]

    operations = [
        migrations.AddField(
            model_name="casemeeting",
            name="again",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="why it is held again"),
        ),
    ]
