"""Kind and seed → exercise: wishes, draws, and the guarantees that are proven of every exercise."""
