package io.scorestream.evaluator.work;

/**
 * One part of a milestone is evaluated: what the milestone as a whole needs of it.
 *
 * @param part from 1
 * @param parts how many the milestone has
 * @param reached when the milestone was reached, in milliseconds since 1970
 * @param seconds that the evaluation took
 * @param n samples that it was about; 0 where there was nothing sound to say
 * @param terms of each forward path's squared error; none where the exact score is not known
 */
@SuppressWarnings("ArrayRecordComponent")
public record Evaluated(
    String run,
    int incarnation,
    long milestone,
    Aspect aspect,
    int part,
    int parts,
    long reached,
    double seconds,
    long n,
    float[] terms) {}
