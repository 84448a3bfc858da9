
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Body',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='Attestation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('subject', models.CharField(db_index=True, max_length=64)),
                ('section', models.CharField(choices=[('tenures', 'tenures'), ('kinship', 'kinship'), ('languages', 'languages'), ('results', 'recognised results'), ('political_conclusion', 'political-standards conclusion'), ('declarations', 'declarations'), ('evaluation_form', 'evaluation form'), ('names', 'names put forward'), ('papers', 'papers of the procedure')], max_length=30, verbose_name='section')),
                ('complete_to', models.DateField(verbose_name='complete to')),
                ('attested_by', models.CharField(max_length=200, verbose_name='attested by')),
                ('attested_on', models.DateField(verbose_name='attested on')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='record_attestation_current')],
            },
        ),
        migrations.CreateModel(
            name='DeclarationDuty',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.body')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declaration_duties', to='record.person')),
            ],
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.body')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='record.person')),
            ],
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('province', 'province'), ('district', 'district'), ('commune', 'commune')], max_length=20)),
                ('within', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='record.place')),
            ],
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('step', models.CharField(choices=[('filed', 'filed'), ('published', 'published'), ('verified', 'verified')], max_length=20, verbose_name='step')),
                ('taken_on', models.DateField(verbose_name='on')),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='record.declarationduty')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='record_declaration_current')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('grade', models.CharField(blank=True, choices=[('excellent', 'excellent'), ('good', 'good'), ('completed', 'completed'), ('not_completed', 'not completed')], max_length=20, verbose_name='grade')),
                ('collective_grade', models.CharField(blank=True, choices=[('excellent', 'excellent'), ('good', 'good'), ('completed', 'completed'), ('not_completed', 'not completed')], max_length=20, verbose_name='grade of the collective')),
                ('body_result', models.CharField(blank=True, max_length=300, verbose_name='result of the body')),
                ('evaluated_on', models.DateField(verbose_name='evaluated on')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='record.evaluation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='record_evaluationform_current')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationProduct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('title', models.CharField(max_length=300, verbose_name='initiative or product')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='record.evaluation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='record_evaluationproduct_current')],
            },
        ),
        migrations.CreateModel(
            name='LanguageSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('language', models.CharField(max_length=60, verbose_name='language')),
                ('level', models.CharField(blank=True, max_length=20, verbose_name='level')),
                ('certified_on', models.DateField(blank=True, null=True, verbose_name='certified on')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='languages', to='record.person')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='record_languageskill_current')],
            },
        ),
        migrations.CreateModel(
            name='Kinship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('relation', models.CharField(choices=[('spouse', 'spouse'), ('parent', 'parent'), ('child', 'child'), ('sibling', 'sibling'), ('parent_in_law', 'parent-in-law'), ('sibling_in_law', 'sibling-in-law'), ('partner', 'business partner')], max_length=20, verbose_name='relation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kin', to='record.person')),
                ('relative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.person')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='record_kinship_current')],
            },
        ),
        migrations.CreateModel(
            name='PersonDetails',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('search_name', models.CharField(db_index=True, max_length=200)),
                ('born_on', models.DateField(blank=True, null=True, verbose_name='date of birth')),
                ('sex', models.CharField(blank=True, choices=[('woman', 'woman'), ('man', 'man')], max_length=10, verbose_name='sex')),
                ('ethnicity', models.CharField(blank=True, max_length=60, verbose_name='ethnicity')),
                ('joined_party_on', models.DateField(blank=True, null=True, verbose_name='joined the Party on')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='details', to='record.person')),
                ('home_place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.place')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='record_persondetails_current')],
            },
        ),
        migrations.CreateModel(
            name='BodyState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('kind', models.CharField(choices=[('committee', 'Party committee'), ('standing_committee', 'standing committee'), ('commission', 'Party commission'), ('agency', 'agency'), ('council', "People's Council"), ('administration', "People's Committee"), ('front', 'Fatherland Front'), ('union', 'mass organisation'), ('enterprise', 'enterprise'), ('unit', 'unit')], max_length=20, verbose_name='kind')),
                ('level', models.CharField(choices=[('province', 'province'), ('district', 'district'), ('commune', 'commune')], max_length=20, verbose_name='level')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='record.body')),
                ('superior', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.body')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.place')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='record_bodystate_current')],
            },
        ),
        migrations.CreateModel(
            name='PoliticalConclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('number', models.CharField(max_length=60, verbose_name='number')),
                ('concluded_on', models.DateField(verbose_name='dated')),
                ('authority', models.CharField(max_length=300, verbose_name='authority')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conclusions', to='record.person')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='record_politicalconclusion_current')],
            },
        ),
        migrations.CreateModel(
            name='PostState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('role', models.CharField(choices=[('secretary', 'secretary'), ('standing_deputy_secretary', 'standing deputy secretary'), ('deputy_secretary', 'deputy secretary'), ('standing_committee_member', 'standing committee member'), ('committee_member', 'committee member'), ('chair', "chair of the People's Committee"), ('vice_chair', "vice chair of the People's Committee"), ('council_chair', "chair of the People's Council"), ('council_vice_chair', "vice chair of the People's Council"), ('council_member', "member of the People's Council"), ('director', 'head of a provincial agency'), ('deputy_director', 'deputy head of a provincial agency'), ('division_head', 'head of division'), ('division_deputy', 'deputy head of division'), ('specialist', 'specialist')], max_length=40, verbose_name='role')),
                ('field', models.CharField(blank=True, max_length=60, verbose_name='field of work')),
                ('area', models.CharField(blank=True, max_length=120, verbose_name='area followed')),
                ('is_leader', models.BooleanField(default=False, verbose_name='leading post')),
                ('is_key_leader', models.BooleanField(default=False, verbose_name='key leading post')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.body')),
                ('managed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.body')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='record.post')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='record_poststate_current')],
            },
        ),
        migrations.CreateModel(
            name='RecognisedResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('title', models.CharField(max_length=300, verbose_name='result')),
                ('recognised_on', models.DateField(verbose_name='recognised on')),
                ('recognised_by', models.CharField(max_length=300, verbose_name='recognised by')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='record.person')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='record_recognisedresult_current')],
            },
        ),
        migrations.CreateModel(
            name='Tenure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='to')),
                ('decision', models.CharField(blank=True, max_length=120, verbose_name='decision')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenures', to='record.person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenures', to='record.post')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='record_tenure_current')],
            },
        ),
    ]
