/**
 * Which partitions of a topic belong to `me`: they are dealt out in turn, beginning at another member for each topic,
 * so that topics of one partition do not all end with the same member.
 *
 * @param me this member's number; an empty list results when it is not among `members`
 * @param members numbers of all live members that take this topic, in any order
 * @param topic number of the topic
 * @param partitions ids by partition number
 */
export function shareOf(
  me: number,
  members: readonly number[],
  topic: number,
  partitions: readonly number[],
): number[] {
  const ranked = [...members].sort((a, b) => a - b);
  const rank = ranked.indexOf(me);
  return partitions.filter((_, number) => (number + topic) % ranked.length === rank);
}
