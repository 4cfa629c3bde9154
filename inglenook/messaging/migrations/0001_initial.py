import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrintRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.UUIDField(db_default=models.Func(function='gen_random_uuid'), default=uuid.uuid4, unique=True)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('letters', models.IntegerField(db_default=0)),
                ('done', models.IntegerField(db_default=0)),
                ('finished_at', models.DateTimeField(null=True)),
                ('posted_at', models.DateTimeField(null=True)),
                ('failure', models.CharField(db_default='', max_length=500)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='print_runs', to='core.organisation')),
            ],
            options={
                'ordering': ['-asked_at'],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.UUIDField(db_default=models.Func(function='gen_random_uuid'), default=uuid.uuid4, unique=True)),
                ('key', models.CharField(max_length=100, unique=True, verbose_name='what it is for, once')),
                ('kind', models.CharField(max_length=40)),
                ('channel', models.CharField(choices=[('web', 'On the web'), ('email', 'Email'), ('text', 'Text message'), ('letter', 'Letter'), ('phone', 'Phone call')], max_length=10)),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('made_at', models.DateTimeField(null=True)),
                ('handed_over_at', models.DateTimeField(null=True)),
                ('failed_at', models.DateTimeField(null=True)),
                ('failure', models.CharField(db_default='', max_length=500, verbose_name='what went wrong, without personal data')),
                ('suppressed_at', models.DateTimeField(null=True)),
                ('suppressed_because', models.CharField(db_default='', max_length=200)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('print_run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to='messaging.printrun')),
            ],
            options={
                'ordering': ['-due_at'],
                'indexes': [models.Index(fields=['person', '-due_at'], name='message_by_person')],
            },
        ),
        migrations.CreateModel(
            name='MessageHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('ref', models.UUIDField(db_default=models.Func(function='gen_random_uuid'), default=uuid.uuid4)),
                ('key', models.CharField(max_length=100, verbose_name='what it is for, once')),
                ('kind', models.CharField(max_length=40)),
                ('channel', models.CharField(choices=[('web', 'On the web'), ('email', 'Email'), ('text', 'Text message'), ('letter', 'Letter'), ('phone', 'Phone call')], max_length=10)),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('made_at', models.DateTimeField(null=True)),
                ('handed_over_at', models.DateTimeField(null=True)),
                ('failed_at', models.DateTimeField(null=True)),
                ('failure', models.CharField(db_default='', max_length=500, verbose_name='what went wrong, without personal data')),
                ('suppressed_at', models.DateTimeField(null=True)),
                ('suppressed_because', models.CharField(db_default='', max_length=200)),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='messaging.message')),
                ('print_run', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='messaging.printrun')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
