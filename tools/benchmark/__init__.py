# SPDX-License-Identifier: MIT
"""What tools/bench is made of: a site to build, runs to time, and the lines of the targets."""
