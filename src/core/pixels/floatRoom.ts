// One array for what a network is given, used again for each tile: megabytes each, they would pile up until they are collected.

/** Gives a view of so many numbers; it holds until the next is asked for, and what stood there before is still in it. */
export type FloatRoom = (length: number) => Float32Array;

export function floatRoom(): FloatRoom {
  let room = new Float32Array(0);
  return (length) => {
    if (room.length < length) room = new Float32Array(length);
    return room.subarray(0, length);
  };
}
