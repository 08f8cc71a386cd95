/** What each service may do in a cluster that asks. */
package io.scorestream.service.access;
