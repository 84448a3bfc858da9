import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('procedures', '0004_gates'),
        ('record', '0008_indexes_of_powers_and_spans'),
    ]

    operations = [
        migrations.AddField(
            model_name='casemeeting',
            name='events_before',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='LeftOut',
            fields=[
                ('key', models.CharField(max_length=130, primary_key=True, serialize=False)),
                ('why', models.CharField(max_length=300, verbose_name='reason')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='left_out', to='procedures.casemeeting')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.person')),
            ],
        ),
    ]
