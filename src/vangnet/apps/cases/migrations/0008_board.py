from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_retention_of_looks'),
        ('cases', '0006_what_an_owner_saw'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='board_on',
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('board_on__isnull', False)), fields=['municipality', 'board_on', 'id'], name='case_on_board'),
        ),
    ]
