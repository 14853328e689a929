from django.db import migrations, models

SUBJECTS = [
    ("topic", "Topic"),
    ("place", "Place"),
    ("story", "Story"),
    ("tone", "Tone"),
    ("source", "Source"),
    ("outlet", "Outlet"),
]


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0008_ties'),
    ]

    operations = [
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('spike', 'Spike'), ('silence', 'Silence')], max_length=8)),
                ('subject', models.CharField(choices=SUBJECTS, max_length=8)),
                ('key', models.CharField(max_length=120)),
                ('day', models.DateField(db_index=True)),
                ('score', models.FloatField()),
                ('bar', models.FloatField()),
                ('expected', models.FloatField()),
                ('low', models.PositiveIntegerField()),
                ('high', models.PositiveIntegerField()),
                ('count', models.PositiveIntegerField()),
                ('outlets', models.PositiveIntegerField(default=0)),
                ('alive', models.PositiveIntegerField(default=0)),
                ('sources', models.PositiveIntegerField(default=0)),
                ('is_holiday', models.BooleanField(default=False)),
                ('days', models.JSONField(default=list)),
                ('raised_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'subject', 'key', 'day'), name='one_signal_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Expectation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(choices=SUBJECTS, max_length=8)),
                ('key', models.CharField(max_length=120)),
                ('starts_on', models.DateField()),
                ('low', models.PositiveIntegerField()),
                ('middle', models.FloatField()),
                ('high', models.PositiveIntegerField()),
                ('before', models.PositiveIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('subject', 'key', 'starts_on'), name='one_expectation_a_week')],
            },
        ),
        migrations.CreateModel(
            name='SignalLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('looked_at', models.DateTimeField()),
                ('counted_from', models.DateField()),
                ('keys', models.PositiveIntegerField()),
                ('budget', models.FloatField()),
                ('alive', models.PositiveIntegerField()),
                ('sources', models.PositiveIntegerField()),
                ('judged', models.PositiveIntegerField()),
                ('inside', models.PositiveIntegerField()),
            ],
        ),
    ]
