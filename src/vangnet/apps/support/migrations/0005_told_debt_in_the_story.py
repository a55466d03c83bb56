"""How is a debt that was only told of found again in the story of its case?"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_what_is_hidden_from_some'),
        ('support', '0004_answers_to_residents'),
    ]

    operations = [
        migrations.AddField(
            model_name='tolddebt',
            name='matter',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='tolddebt',
            name='noted_in',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.case'),
        ),
    ]
