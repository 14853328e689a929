import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0006_pickups'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoryTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('left', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lang', models.CharField(max_length=8)),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('articles', models.PositiveIntegerField(default=0)),
                ('copies', models.PositiveIntegerField(default=0)),
                ('outlets', models.PositiveIntegerField(default=0)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged_from', to='archive.story')),
            ],
            options={
                'indexes': [models.Index(fields=['-last_at', '-id'], name='story_newest')],
            },
        ),
        migrations.CreateModel(
            name='StoryMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vector', models.BinaryField()),
                ('score', models.FloatField(default=0.0)),
                ('at', models.DateTimeField(db_index=True)),
                ('turn', models.PositiveBigIntegerField(db_index=True)),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='membership', to='archive.article')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='archive.story')),
            ],
        ),
        migrations.CreateModel(
            name='StoryWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('belongs', models.BooleanField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='story_words', to='archive.article')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='archive.story')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'story'), name='one_word_a_story')],
            },
        ),
    ]
