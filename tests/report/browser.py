"""Headless Chromium as the tests of the reports use it: no network, any width and colour scheme, scripts on or off.

One browser serves a module; each ``open_page`` sets all that a test may change, so that no test feels the one before.
"""

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from selenium import webdriver
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.conftest import ROOT

CHROMIUM, DRIVER, PDFTOTEXT = (shutil.which(name) for name in ("chromium", "chromedriver", "pdftotext"))
AXE = ROOT / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, TELEPHONE = 1280, 390  # CSS pixels
PAPER = {"paperWidth": 8.27, "paperHeight": 11.69}  # A4, in inches
PAPER_WIDTH = 718  # CSS pixels between the margins that Chromium leaves on A4
PATIENCE = 120  # seconds; axe-core on a long page and a busy machine takes more than the driver's half minute

# Notes for whatever gets the focus its place among all that can have it, and how wide an outline it shows.
RECORD_FOCUS = """
window.stops = [];
const all = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter(e => e.checkVisibility());
addEventListener('focusin', ({target}) => {
    const style = getComputedStyle(target);
    const outline = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
    stops.push({name: target.className, position: all.indexOf(target), outline, html: target.outerHTML.slice(0, 200)});
});
return all.length;
"""
FOCUS_IS_ON_SCREEN = """
const r = document.activeElement.getBoundingClientRect();
return r.width > 0 && r.height > 0 && r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight;
"""


class Visit(NamedTuple):
    """What opening a page came to."""

    requests: list[str]  # addresses asked for, but for pictures that stand in the file itself
    complaints: list[str]  # whatever stands in the console


def start_browser(profile: Path) -> WebDriver:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    flags = ("headless", "no-sandbox", "disable-gpu", "no-first-run", "disable-background-networking", "disable-component-update",
             "disable-sync", "disable-quic", "host-resolver-rules=MAP * ~NOTFOUND", f"user-data-dir={profile}")  # fmt: skip
    for flag in flags:
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.set_script_timeout(PATIENCE)
    return driver


def open_page(
    driver: WebDriver, path: Path, width: int = DESKTOP, scheme: str = "light", on_paper: bool = False,
    scripts: bool = True, csp: bool = True,
) -> Visit:  # fmt: skip
    """Open a file as on a screen of ``width``, and return what it asked for and complained of.

    Args:
        scheme: "light" or "dark", what the reader's system prefers.
        on_paper: lay the page out as for the printer.
        csp: False takes away the page's content security policy, which would hide that a script got into it.
    """
    medium, preference = "print" if on_paper else "", {"name": "prefers-color-scheme", "value": scheme}
    commands = {
        "Emulation.setDeviceMetricsOverride": {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == TELEPHONE},
        "Emulation.setEmulatedMedia": {"media": medium, "features": [preference]},
        "Emulation.setScriptExecutionDisabled": {"value": not scripts},
        "Page.setBypassCSP": {"enabled": not csp},
    }
    for command, parameters in commands.items():
        driver.execute_cdp_cmd(command, parameters)
    driver.get("about:blank")
    for log in ("performance", "browser"):  # what belongs to the page before
        driver.get_log(log)
    driver.get(path.as_uri())
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    complaints = [f"{entry['level']}: {entry['message']}" for entry in driver.get_log("browser")]
    return Visit([url for url in asked if not url.startswith("data:")], complaints)


def find_violations(driver: WebDriver) -> list[str]:
    """Return what axe-core finds wrong with the open page, a line a place; the page's policy does not bind the driver's scripts."""
    driver.execute_script(AXE.read_text(encoding="utf-8"))
    found = driver.execute_async_script(
        "const [tags, done] = arguments; axe.run({runOnly: tags, preload: false, resultTypes: ['violations']}).then(done);", AXE_TAGS
    )
    return [f"{rule['id']} ({rule['help']}): {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]


def record_focus(driver: WebDriver) -> int:
    """From now on note in ``window.stops`` whatever gets the focus; return how many elements of the page can have it."""
    return driver.execute_script(RECORD_FOCUS)


def press_tab(driver: WebDriver, times: int = 1) -> bool:
    """Press Tab; return whether the whole of what has the focus now is on screen."""
    ActionChains(driver).send_keys(Keys.TAB * times).perform()
    return driver.execute_script(FOCUS_IS_ON_SCREEN)


def print_sheets(driver: WebDriver) -> list[str]:
    """Print the open page on A4 and return the text of each sheet."""
    pdf = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", PAPER)["data"])
    text = subprocess.run([PDFTOTEXT, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode("utf-8")
    return text.split("\f")[:-1]
