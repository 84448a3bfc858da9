
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('record', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Candidacy',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('appointment', 'appointment'), ('reappointment', 'reappointment'), ('nomination', 'nomination'), ('succession', 'succession planning'), ('training', 'training')], max_length=20, verbose_name='kind')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.body')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidacies', to='record.person')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.post')),
            ],
        ),
        migrations.CreateModel(
            name='NominationMeeting',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=300, verbose_name='for')),
                ('held_on', models.DateField(verbose_name='held on')),
                ('places', models.PositiveSmallIntegerField(verbose_name='places')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.body')),
            ],
        ),
        migrations.CreateModel(
            name='ActionProgramme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('filed_on', models.DateField(verbose_name='filed on')),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='procedures.candidacy')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='procedures_actionprogramme_current')],
            },
        ),
        migrations.CreateModel(
            name='CandidacyState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('opened_on', models.DateField(verbose_name='opened on')),
                ('planned_on', models.DateField(blank=True, null=True, verbose_name='planned for')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('decision', models.CharField(blank=True, max_length=120, verbose_name='decision')),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='procedures.candidacy')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='procedures_candidacystate_current')],
            },
        ),
        migrations.CreateModel(
            name='Nominee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='procedures.nominationmeeting')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.person')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='procedures_nominee_current')],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('part', models.CharField(choices=[('proposer', 'proposed'), ('assessor', 'assessed'), ('decider', 'decided')], max_length=20, verbose_name='part')),
                ('recused', models.BooleanField(default=False, verbose_name='recused')),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='procedures.candidacy')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='record.person')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='procedures_participation_current')],
            },
        ),
    ]
