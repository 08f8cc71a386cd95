/** The roles of people and programs outside, who work with a deployment's topics. */
package io.scorestream.control.access;
