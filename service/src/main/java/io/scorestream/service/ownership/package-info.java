/** Which work is this process's: a consumer group shares it out among all of one service. */
package io.scorestream.service.ownership;
