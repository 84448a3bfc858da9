from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directives', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='directive',
            name='secrecy',
            field=models.CharField(blank=True, choices=[('open', 'not secret'), ('confidential', 'confidential'), ('secret', 'secret'), ('top_secret', 'top secret')], default='', max_length=20, verbose_name='level of secrecy'),
            preserve_default=False,
        ),
    ]
