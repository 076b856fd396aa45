export type Pair = { first: number[]; second: number[]; ratios: number[] };
type Measure = () => Promise<number>;

/**
 * Measures two things in turn, the order changed each time, so that a machine that slows down slows both; a first round warms both up and
 * is not counted.
 */
export async function inTurn(rounds: number, [first, second]: [Measure, Measure]): Promise<Pair> {
  const pair: Pair = { first: [], second: [], ratios: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const measured = { first: 0, second: 0 };
    if (round % 2 === 0) measured.first = await first();
    measured.second = await second();
    if (round % 2 === 1) measured.first = await first();
    if (round === 0) continue;
    pair.first.push(measured.first);
    pair.second.push(measured.second);
    pair.ratios.push(measured.first / measured.second);
  }
  return pair;
}
