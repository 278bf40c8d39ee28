"""What a programme gives on paper and in files."""

from verme.programmes.documents.poster import PosterFacts, poster

__all__ = ["PosterFacts", "poster"]
