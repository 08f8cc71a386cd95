/** Says what of this machine and of the cluster would keep a service from working. */
@NullMarked
package io.scorestream.cli.doctor;

import org.jspecify.annotations.NullMarked;
