import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('flag', models.CharField(max_length=80)),
                ('about', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=130)),
                ('person', models.CharField(blank=True, max_length=64)),
                ('body', models.CharField(blank=True, max_length=64)),
                ('evidence', models.JSONField()),
                ('decided_on', models.DateField(null=True, verbose_name='decided on')),
                ('raised_on', models.DateField(verbose_name='raised on')),
                ('expires_on', models.DateField(verbose_name='expires on')),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='oversight.audit')),
            ],
            options={
                'indexes': [models.Index(fields=['audit', 'subject'], name='flag_by_decision'), models.Index(fields=['audit', 'body'], name='flag_by_body'), models.Index(fields=['flag', 'subject'], name='flag_of_decision')],
            },
        ),
        migrations.CreateModel(
            name='FlagReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('flag', models.CharField(max_length=80)),
                ('subject', models.CharField(max_length=130)),
                ('text', models.TextField(verbose_name='reply')),
                ('role', models.CharField(choices=[('organisation_officer', 'Organisation Commission officer'), ('inspector', 'Inspector'), ('unit_officer', 'Personnel officer of a unit'), ('auditor', 'Auditor, reads only'), ('official', 'Official, own dossier'), ('installation', 'Installation')], max_length=24)),
                ('body', models.CharField(blank=True, max_length=64)),
                ('on', models.DateField(verbose_name='on')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='oversight_flagreply_current')],
            },
        ),
        migrations.CreateModel(
            name='FlagReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('flag', models.CharField(max_length=80)),
                ('subject', models.CharField(max_length=130)),
                ('outcome', models.CharField(choices=[('explained', 'explained'), ('followed_up', 'followed up')], max_length=12, verbose_name='outcome')),
                ('text', models.TextField(verbose_name='grounds')),
                ('role', models.CharField(choices=[('organisation_officer', 'Organisation Commission officer'), ('inspector', 'Inspector'), ('unit_officer', 'Personnel officer of a unit'), ('auditor', 'Auditor, reads only'), ('official', 'Official, own dossier'), ('installation', 'Installation')], max_length=24)),
                ('body', models.CharField(blank=True, max_length=64)),
                ('on', models.DateField(verbose_name='on')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='oversight_flagreview_current')],
            },
        ),
        migrations.CreateModel(
            name='FlagSurvey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('flag', models.CharField(max_length=80)),
                ('raised', models.PositiveIntegerField()),
                ('expired', models.PositiveIntegerField()),
                ('clear', models.PositiveIntegerField()),
                ('unknown', models.PositiveIntegerField()),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='oversight.audit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('audit', 'flag'), name='survey_of_flag')],
            },
        ),
    ]
