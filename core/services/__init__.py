"""What people can do: one plain function per act, one act per transaction."""
