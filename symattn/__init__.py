"""symattn works attention exactly."""
