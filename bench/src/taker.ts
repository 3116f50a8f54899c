/** Takes the items in turns, from the first again after the last. @throws RangeError when there are none */
export function taker<Item>(items: readonly Item[]): (turn: number) => Item {
  return (turn) => {
    const item = items[turn % items.length];
    if (item === undefined) throw new RangeError("There is nothing to take.");
    return item;
  };
}
