//! The files of a run, in memory, and how they reach the disk.
