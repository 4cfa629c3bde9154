import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.TextField()),
                ('started_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('finished_at', models.DateTimeField(null=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.source')),
            ],
        ),
        migrations.CreateModel(
            name='ImportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('size', models.BigIntegerField()),
                ('changed_ns', models.BigIntegerField()),
                ('offset', models.BigIntegerField(default=0)),
                ('lines', models.BigIntegerField(default=0)),
                ('is_done', models.BooleanField(default=False)),
                ('counts', models.JSONField(default=dict, verbose_name='outcomes by type')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='exchange.importrun')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'name'), name='import_file_once')],
            },
        ),
        migrations.CreateModel(
            name='KnownOrganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('fingerprint', models.UUIDField(verbose_name='digest of what the source said')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='core.organisation')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.source')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'key'), name='known_organisation_once')],
            },
        ),
        migrations.CreateModel(
            name='OtherKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.source')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'key'), name='other_key_once')],
            },
        ),
    ]
