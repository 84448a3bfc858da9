from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rulebook', '0002_localvalue_verification_draft'),
    ]

    operations = [
        migrations.AddField(
            model_name='adoption',
            name='pack_digest',
            field=models.CharField(blank=True, default='', max_length=64, verbose_name='digest of the pack'),
        ),
    ]
