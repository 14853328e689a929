import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0009_signals'),
        ('desk', '0004_claims'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlannedEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('topic', models.CharField(blank=True, max_length=40)),
                ('starts_on', models.DateField(db_index=True)),
                ('ends_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned_events', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
