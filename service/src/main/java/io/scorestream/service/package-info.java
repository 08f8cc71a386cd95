/** What every service shares; knows nothing of any one of them. */
package io.scorestream.service;
