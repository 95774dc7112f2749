<?php

$curl = curl_init('https://api.hexclave.com/api/v1/');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
]);
$content = curl_exec($curl);
if ($content === false) {
    throw new RuntimeException(curl_error($curl));
}
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($status >= 400) {
    throw new RuntimeException("$status $content");
}

echo $content, PHP_EOL;
