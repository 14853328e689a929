import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0007_stories'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoryTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('series', 'Series'), ('across', 'Across')], max_length=8)),
                ('score', models.FloatField()),
                ('encoder', models.CharField(blank=True, max_length=80)),
                ('evidence', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('suggested', 'Suggested'), ('confirmed', 'Confirmed'), ('refused', 'Refused')], default='suggested', max_length=10)),
                ('decided_by', models.BigIntegerField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('a', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties_after', to='archive.story')),
                ('b', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties_before', to='archive.story')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('a', 'b', 'kind'), name='one_tie_a_pair')],
            },
        ),
        migrations.CreateModel(
            name='StoryMark',
            fields=[
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='mark', serialize=False, to='archive.story')),
                ('marks', models.JSONField(default=dict)),
                ('vector', models.BinaryField(default=b'')),
                ('encoder', models.CharField(blank=True, max_length=80)),
                ('made_at', models.DateTimeField()),
            ],
        ),
    ]
