import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0009_signals'),
        ('desk', '0003_watches'),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('wordings', models.TextField(blank=True)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(db_index=True, null=True)),
                ('search', models.PositiveIntegerField(default=0)),
                ('to_search', models.PositiveIntegerField(default=0)),
                ('searched', models.PositiveIntegerField(default=0)),
                ('searched_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to=settings.AUTH_USER_MODEL)),
                ('taken_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='archive.article')),
            ],
        ),
        migrations.CreateModel(
            name='ClaimHit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('score', models.FloatField()),
                ('sentence', models.TextField()),
                ('wording', models.TextField()),
                ('hint', models.CharField(blank=True, max_length=80)),
                ('mended_at', models.DateTimeField(null=True)),
                ('bearing', models.CharField(blank=True, choices=[('carries', 'Carries'), ('denies', 'Denies'), ('reports', 'Reports'), ('unrelated', 'Unrelated')], max_length=10)),
                ('judged_at', models.DateTimeField(null=True)),
                ('found_at', models.DateTimeField(db_index=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claim_hits', to='archive.article')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hits', to='desk.claim')),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('claim', 'article'), name='one_claim_hit_an_article')],
            },
        ),
    ]
