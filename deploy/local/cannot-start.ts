/**
 * Something on this machine keeps a part of the product from starting, and the person at the terminal can change it.
 * The message is one or two sentences that say what to do; it is printed without a stack.
 */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
