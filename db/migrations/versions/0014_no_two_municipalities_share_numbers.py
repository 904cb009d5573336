"""A certificate's number begins with its municipality's four digits, and with no other's (CERT-4).

Where two share them already, the migration says so and changes nothing: which of them gives its
digits up is a person's word.
"""

from alembic import op

revision = "0014"
down_revision = "0013"

INDEX = "no_two_municipalities_share_numbers"


def upgrade() -> None:
    op.create_index(INDEX, "municipalities", ["number_prefix"], unique=True)


def downgrade() -> None:
    op.drop_index(INDEX, "municipalities")
