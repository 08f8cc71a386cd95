/** Which shards this trainer may train: a consumer group shares them out among all trainers. */
package io.scorestream.trainer.ownership;
