"""The circulate page: the finished note as pages, and all that goes out."""
