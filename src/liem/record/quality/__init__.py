"""What a dossier lacks, what in it has grown old, what in it contradicts itself."""
