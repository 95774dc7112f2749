<?php

$curl = curl_init('https://api.hexclave.com/api/v1/projects/6fbbf22e-f4b2-4c6e-95a1-beab6fa41063/.well-known/jwks.json');
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

print_r(json_decode($content, true));
