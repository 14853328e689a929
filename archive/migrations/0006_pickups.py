import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0005_copying'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='credited',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='outlet',
            name='credits',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.CreateModel(
            name='Pickup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', models.CharField(max_length=12)),
                ('confidence', models.FloatField()),
                ('share', models.FloatField(default=0.0)),
                ('evidence', models.JSONField(default=list)),
                ('settled_at', models.DateTimeField()),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pickup', to='archive.article')),
                ('origin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='picked_up_by', to='archive.article')),
            ],
        ),
    ]
