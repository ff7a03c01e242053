#!/usr/bin/env python3
"""Writes Documents/Commands.md, every option of every command, from what the program says of itself.

    .build/release/kimberlite --experimental-dump-help | Scripts/command-reference.py > Documents/Commands.md

A test holds the document against the program.
"""
import json
import sys


def spelled(argument):
    """How an argument is written on a command line."""
    value = argument["valueName"].upper()
    if argument["kind"] == "positional":
        name = f"`{value}…`" if argument["isRepeating"] else f"`{value}`"
        return name
    order = sorted(argument["names"], key=lambda name: name["kind"] != "short")
    names = [("-" if name["kind"] == "short" else "--") + name["name"] for name in order]
    shown = f" {value}" if argument["kind"] == "option" else ""
    return ", ".join(f"`{name}{shown}`" for name in names)


def row(argument):
    text = argument.get("abstract", "").replace("|", "\\|").replace("\n", " ")
    default = argument.get("defaultValue")
    if default and argument["kind"] == "option":
        text += f" Without it: {default}."
    return f"| {spelled(argument)} | {text} |"


def shown(command):
    names = {"help", "version"}
    return [
        argument
        for argument in command.get("arguments", [])
        if argument.get("shouldDisplay", True) and argument["valueName"] not in names
    ]


def main():
    commands = json.load(sys.stdin)["command"]["subcommands"]
    commands = sorted(
        (c for c in commands if c["commandName"] != "help"), key=lambda c: c["commandName"])
    every = set.intersection(*(
        {json.dumps(a, sort_keys=True) for a in shown(c)} for c in commands))
    print("# Commands\n")
    print("Every option, as `kimberlite help COMMAND` has it, which says more of what comes out. Written by")
    print("`Scripts/command-reference.py`.\n")
    print("## Of every command\n\n| option | meaning |\n|---|---|")
    first = [a for a in shown(commands[0]) if json.dumps(a, sort_keys=True) in every]
    for argument in first:
        print(row(argument))
    for command in commands:
        print(f"\n## `{command['commandName']}`\n\n{command['abstract']}\n")
        print("| option | meaning |\n|---|---|")
        for argument in shown(command):
            if json.dumps(argument, sort_keys=True) not in every:
                print(row(argument))


main()
