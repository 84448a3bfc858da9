
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('body', models.CharField(max_length=64, verbose_name='body')),
                ('pack', models.CharField(max_length=64, verbose_name='pack')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('decision', models.CharField(blank=True, max_length=120, verbose_name='decision')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='rulebook_adoption_current')],
            },
        ),
    ]
