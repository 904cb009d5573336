"""What people can do, through the services, over real databases."""
