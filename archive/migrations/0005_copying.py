"""Fingerprints are kept packed, with a lean table that leads to them; those of the window are made anew."""

from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState, StateApps
from django.db.models import Max

WINDOW = timedelta(days=30)
CHUNK = 500


class CreateLean(migrations.CreateModel):
    """A table that is nothing but its key: on SQLite it needs to say so, elsewhere it cannot."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        sql, params = schema_editor.table_sql(to_state.apps.get_model(app_label, self.name))
        schema_editor.execute(f"{sql} WITHOUT ROWID", params or None)


def relate_anew(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The articles of the window, counted from the newest, are related once more."""
    articles = apps.get_model("archive", "Article").objects
    newest = articles.aggregate(at=Max("first_fetched_at"))["at"]
    if newest is None:
        return
    Job = apps.get_model("archive", "Job")
    found = articles.filter(first_fetched_at__gte=newest - WINDOW).order_by("id").values_list("id", flat=True)
    rows = (
        Job(stage="relate", key=f"{id}:copying", run_at=newest, payload={"article": id})
        for id in found.iterator(CHUNK)
    )
    Job.objects.bulk_create(rows, ignore_conflicts=True, batch_size=CHUNK)


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0004_read'),
    ]

    operations = [
        migrations.DeleteModel(name='Fingerprint'),
        migrations.CreateModel(
            name='Fingerprint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('marks', models.BinaryField()),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='fingerprint', to='archive.article')),
            ],
        ),
        CreateLean(
            name='Anchor',
            fields=[
                ('pk', models.CompositePrimaryKey('mark', 'article_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('mark', models.IntegerField()),
                ('article_id', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Overlap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.FloatField()),
                ('other_share', models.FloatField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overlaps', to='archive.article')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overlapped_by', to='archive.article')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'other'), name='one_overlap_a_pair')],
            },
        ),
        migrations.RunPython(relate_anew, migrations.RunPython.noop),
    ]
