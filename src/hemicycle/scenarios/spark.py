"""Simulations on a cluster, with Spark (the extra `spark`): the same blocks as on one machine, the same answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hemicycle.scenarios.kept import as_values, from_values
from hemicycle.scenarios.simulation import Race, Tally, blocks_of, count_block, merged
from hemicycle.scenarios.swing import Draw

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import SparkSession


def simulate_on_spark(
    session: SparkSession,
    race: Race,
    draw: Draw,
    draws: int,
    *,
    seed: int = 1,
    partitions: int | None = None,
    tally: Tally | None = None,
) -> Tally:
    """Count the blocks of a simulation on a Spark session; the answer is that of `simulate`.

    Each of the `partitions` counts blocks that follow each other and sends their tally, which are added up here
    in the order of the blocks. Hemicycle has to be installed where the workers run. `tally` is an earlier one that
    goes on. Raises BadInput as `simulate`.
    """
    found = tally or Tally()
    blocks = blocks_of(race, draws)

    def counted(batches: Iterator[RecordBatch]) -> Iterator[RecordBatch]:
        from pyarrow import RecordBatch

        numbers = [number for batch in batches for number in batch.column("id").to_pylist()]
        if numbers:
            part = Tally()
            for number in numbers:
                part = merged(part, count_block(race, draw, seed, blocks[number]))
            yield RecordBatch.from_pydict({"first": numbers[:1], "tally": [json.dumps(as_values(part))]})

    numbers = session.range(found.blocks, len(blocks), 1, partitions)
    for row in sorted(numbers.mapInArrow(counted, "first long, tally string").collect()):
        found = merged(found, from_values(json.loads(row.tally)))
    return found
