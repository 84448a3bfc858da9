
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Directive',
            fields=[
                ('short', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('pack', models.CharField(blank=True, max_length=64)),
                ('file_name', models.CharField(max_length=255)),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('text', models.TextField()),
                ('reading', models.JSONField()),
                ('symbol', models.CharField(blank=True, max_length=60, verbose_name='symbol')),
                ('kind', models.CharField(blank=True, max_length=60, verbose_name='type')),
                ('issuer', models.CharField(blank=True, max_length=300, verbose_name='issuer')),
                ('subject', models.TextField(blank=True, verbose_name='subject')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='date')),
                ('registered_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['issued_on', 'short'],
            },
        ),
    ]
