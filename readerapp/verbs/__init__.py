"""What the app can do: long work as generators that yield Progress. No Qt, no SQL."""
